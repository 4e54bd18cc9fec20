/**
 * Completes each page (refunds, variations …) while the next one is being read, so that what hangs on records costs no
 * time of its own as long as it takes no longer than a page. Pages keep their order, and an error waits for its turn.
 */
export async function* completeAhead<Page, Complete>(
  pages: AsyncGenerator<Page>,
  complete: (page: Page) => Promise<Complete>,
): AsyncGenerator<Complete> {
  let upcoming = pages.next()
  for (;;) {
    const page = await upcoming
    if (page.done) return
    const completed = complete(page.value)
    upcoming = pages.next()
    upcoming.catch(() => undefined)
    yield await completed
  }
}
