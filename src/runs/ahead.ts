/**
 * Fetches one page ahead while the last is worked on. A failed fetch surfaces only when its page is asked for, after
 * all pages before it were worked off. Whoever stops early waits for the fetch under way.
 */
export async function* fetchAhead<T>(pages: AsyncGenerator<T>): AsyncGenerator<T> {
  let ahead = pages.next()
  try {
    for (;;) {
      const { done, value } = await ahead
      if (done) return
      ahead = pages.next()
      // It is awaited above; until then its failure is nobody's surprise.
      ahead.catch(() => {})
      yield value
    }
  } finally {
    await ahead.catch(() => {})
    await pages.return(undefined)
  }
}
