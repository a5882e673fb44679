declare module '*/lianchuang-verify.mjs' {
  /** What the product serves to whoever checks an export without it. */
  export function verifyCase(file: unknown): { findings: string[] };
}
