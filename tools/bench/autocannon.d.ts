// The package brings no types; this is as much of it as is used here.
declare module 'autocannon' {
  type Result = {
    '2xx': number;
    non2xx: number;
    errors: number;
    timeouts: number;
    /** Seconds. */
    duration: number;
    requests: { total: number };
    latency: { p50: number; p99: number };
  };
  export default function autocannon(options: {
    url: string;
    connections: number;
    duration: number;
  }): PromiseLike<Result>;
}
