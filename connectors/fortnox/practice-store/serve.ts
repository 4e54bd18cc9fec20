import { startPracticeFortnox } from './index.ts'

/**
 * A practice company in a process of its own, for benchmarks:
 * `node connectors/fortnox/practice-store/serve.ts '{"orders":20000,"latencyMs":300}'`
 * Prints one line of JSON, `{"baseUrl","apps"}`, and serves until its input ends or it is told to stop.
 */
const options = JSON.parse(process.argv[2] ?? '{}') as Parameters<typeof startPracticeFortnox>[0]
const { baseUrl, apps, close } = await startPracticeFortnox(options)
console.log(JSON.stringify({ baseUrl, apps }))
process.stdin.resume().once('end', close)
process.once('SIGTERM', close)
