export function EntitySloCard() {
  return null;
}
