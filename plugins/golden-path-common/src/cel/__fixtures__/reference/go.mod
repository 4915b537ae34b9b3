module reference

go 1.24.0

require (
	github.com/google/cel-go v0.26.0
	k8s.io/apiserver v0.34.3
)
