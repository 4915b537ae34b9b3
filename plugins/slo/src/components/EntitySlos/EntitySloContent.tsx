export function EntitySloContent() {
  return null;
}
