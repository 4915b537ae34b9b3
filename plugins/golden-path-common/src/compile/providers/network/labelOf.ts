/** Labels of a contract line such as `k8s-app=kube-dns` or `k8s-app: kube-dns`. */
export function labelOf(text: string): Record<string, string> {
  const [key, value = ''] = text.split(/\s*[=:]\s*/, 2);
  return { [key.trim()]: value.trim() };
}
