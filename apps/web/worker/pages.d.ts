declare module '*/_worker.js' {
  const pages: { fetch(request: Request, env: unknown, context: ExecutionContext): Promise<Response> };
  export default pages;
}
