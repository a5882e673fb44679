/** Fen as ten thousands of yuan with separators; what is less than a whole is shown, never rounded away. */
export function wan(fen: number): string {
  return (fen / 1_000_000).toLocaleString('zh-CN', { maximumFractionDigits: 6 });
}
