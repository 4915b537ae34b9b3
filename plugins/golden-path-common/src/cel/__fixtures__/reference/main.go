// Evaluates CEL expressions as the API server of Kubernetes does when a ValidatingAdmissionPolicy is created and asked.
// It reads one JSON object a line, {"expression": ..., "object": ...}, and writes the same with its outcome:
// "value" as text, "error" (of the evaluation) or "refused" (by the check when the policy is created), and its cost.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"

	celgo "github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
	"k8s.io/apiserver/pkg/cel/environment"
	"k8s.io/apiserver/pkg/cel/library"
)

type line struct {
	Expression string          `json:"expression"`
	Object     json.RawMessage `json:"object,omitempty"`
	Value      *string         `json:"value,omitempty"`
	Error      string          `json:"error,omitempty"`
	Refused    string          `json:"refused,omitempty"`
	Cost       *uint64         `json:"cost,omitempty"`
}

func main() {
	set, err := environment.MustBaseEnvSet(environment.DefaultCompatibilityVersion(), true).Extend(
		environment.VersionedOptions{
			IntroducedVersion: environment.DefaultCompatibilityVersion(),
			EnvOptions:        []celgo.EnvOption{celgo.Variable("object", celgo.DynType)},
		})
	if err != nil {
		panic(err)
	}
	env := set.NewExpressionsEnv()
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<28)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for in.Scan() {
		var l line
		if err := json.Unmarshal(in.Bytes(), &l); err != nil {
			panic(err)
		}
		evaluate(env, &l)
		if err := out.Encode(l); err != nil {
			panic(err)
		}
	}
}

func evaluate(env *celgo.Env, l *line) {
	defer func() {
		if r := recover(); r != nil {
			l.Error = fmt.Sprint(r)
		}
	}()
	ast, issues := env.Compile(l.Expression)
	if issues != nil {
		l.Refused = firstLine(strings.TrimPrefix(issues.Err().Error(), "ERROR: "))
		return
	}
	program, err := env.Program(ast, celgo.InterruptCheckFrequency(100), celgo.CostTracking(&library.CostEstimator{}))
	if err != nil {
		l.Refused = firstLine(err.Error())
		return
	}
	var object any
	if l.Object != nil {
		decoder := json.NewDecoder(strings.NewReader(string(l.Object)))
		decoder.UseNumber()
		if err := decoder.Decode(&object); err != nil {
			panic(err)
		}
	}
	value, details, err := program.Eval(map[string]any{"object": numbers(object)})
	if details != nil {
		l.Cost = details.ActualCost()
	}
	if err != nil {
		l.Error = firstLine(err.Error())
		return
	}
	text := show(value)
	l.Value = &text
}

// Whole numbers are integers, as the decoder of the API server reads them.
func numbers(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key := range v {
			v[key] = numbers(v[key])
		}
	case []any:
		for i := range v {
			v[i] = numbers(v[i])
		}
	case json.Number:
		if whole, err := v.Int64(); err == nil {
			return whole
		}
		real, _ := v.Float64()
		return real
	}
	return value
}

func firstLine(text string) string {
	first, _, _ := strings.Cut(text, "\n")
	return first
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}

// The value as an expression would write it.
func show(value ref.Val) string {
	switch v := value.(type) {
	case types.String:
		var text strings.Builder
		encoder := json.NewEncoder(&text)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(string(v)); err != nil {
			panic(err)
		}
		return strings.TrimSpace(text.String())
	case types.Bytes:
		return fmt.Sprintf("b%x", []byte(v))
	case types.Uint:
		return fmt.Sprintf("%du", uint64(v))
	case types.Double:
		text := strconv.FormatFloat(float64(v), 'g', -1, 64)
		if !strings.ContainsAny(text, ".eIN") {
			text += ".0"
		}
		return text
	case types.Timestamp:
		return "timestamp " + v.Time.UTC().Format(time.RFC3339Nano)
	case types.Duration:
		sign, nanos := "", int64(v.Duration)
		if nanos < 0 {
			sign = "-"
		}
		text := fmt.Sprintf("%d.%09d", magnitude(nanos/1e9), magnitude(nanos%1e9))
		return "duration " + sign + strings.TrimSuffix(strings.TrimRight(text, "0"), ".") + "s"
	case *types.Optional:
		if v.HasValue() {
			return "optional " + show(v.GetValue())
		}
		return "optional none"
	case *types.Type:
		return "type " + v.TypeName()
	case types.Null:
		return "null"
	case traits.Lister:
		var parts []string
		for it := v.Iterator(); it.HasNext() == types.True; {
			parts = append(parts, show(it.Next()))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case traits.Mapper:
		var parts []string
		for it := v.Iterator(); it.HasNext() == types.True; {
			key := it.Next()
			parts = append(parts, show(key)+": "+show(v.Get(key)))
		}
		sort.Strings(parts)
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return fmt.Sprint(value.Value())
}
