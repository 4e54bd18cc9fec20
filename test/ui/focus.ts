// Whoever goes by the keyboard sees where they are.
import type { Locator, Page } from 'playwright-core'
import type { Test } from 'tap'

/** How the focus shows, told by a script in the page: what takes it, how that looks, and whether it is seen. */
const looks = `
  const ink = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const paint = colour => {
    ink.clearRect(0, 0, 1, 1)
    ink.fillStyle = colour
    ink.fillRect(0, 0, 1, 1)
    return [...ink.getImageData(0, 0, 1, 1).data]
  }
  const light = rgb => [0.2126, 0.7152, 0.0722].reduce((sum, share, at) => {
    const value = rgb[at] / 255
    return sum + share * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  }, 0)
  const contrast = (one, other) => {
    const [most, least] = [light(one), light(other)].sort((a, b) => b - a)
    return (most + 0.05) / (least + 0.05)
  }
  const ground = part => {
    for (let at = part; at; at = at.parentElement) {
      const colour = paint(getComputedStyle(at).backgroundColor)
      if (colour[3] === 255) return colour
    }
    return [255, 255, 255, 255]
  }
  /** What may show the focus of one: itself, what is in it or beside it, and what frames it. */
  const around = one => {
    const { parentElement: frame } = one
    return [one, ...one.querySelectorAll('*'), ...(frame?.querySelectorAll(':scope > *, :scope > * > *') ?? []),
      ...(one.matches('input, textarea, select') ? [frame, frame?.parentElement] : [])].filter(Boolean)
  }
  const lookOf = part => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderTopWidth, borderTopColor } = getComputedStyle(part)
    return {
      outline: outlineStyle === 'none' || outlineWidth === '0px' ? '' : outlineStyle === 'auto' ? 'auto' : outlineColor,
      shadow: boxShadow === 'none' ? '' : boxShadow,
      border: borderTopWidth === '0px' ? '' : borderTopColor,
    }
  }
  const looksAround = one => new Map(around(one).map(part => [part, lookOf(part)]))
  const clarity = (part, shown) => shown === 'auto' ? 21
    : contrast(paint(/(rgba?|color)\\([^)]*\\)/.exec(shown)?.[0] ?? shown), ground(part.parentElement ?? part))
  /** What shows that it has the focus, clearest first. Without knowing how it looks otherwise: any frame. */
  const marksOf = (one, before) => around(one).flatMap(part => {
    const [now, other] = [lookOf(part), before?.get(part) ?? { outline: '', shadow: '', border: before || part === one ? '' : lookOf(part).border }]
    return Object.keys(now).filter(kind => now[kind] !== '' && now[kind] !== other[kind])
      .map(kind => ({ part, contrast: clarity(part, now[kind]) }))
  }).sort((a, b) => b.contrast - a.contrast)
  const isSeen = part => {
    const boxes = [...part.getClientRects()].filter(box => box.width > 1 && box.height > 1)
    return boxes.some(({ left, top, width, height }) => [0.5, 0.1, 0.9].some(x => [0.5, 0.1, 0.9].some(y => {
      const hit = document.elementFromPoint(left + width * x, top + height * y)
      return hit !== null && (part.contains(hit) || hit.contains(part) || hit.parentElement === part.parentElement)
    })))
  }
  /** What moves on its way to how it will look. */
  const settle = () => document.getAnimations()
    .filter(one => one.effect.getComputedTiming().endTime < Infinity).forEach(one => one.finish())
  const judge = (one, before) => {
    settle()
    if (one.tabIndex > 0) return 'has a place of its own in the order'
    const marks = marksOf(one, before)
    if (marks.length === 0) return 'looks as without the focus'
    const clear = marks.filter(mark => mark.contrast >= 3)
    if (clear.length === 0) return 'shows the focus too faintly, ' + marks[0].contrast.toFixed(1)
    return clear.some(({ part }) => isSeen(part)) ? '' : 'is hidden, covered or off the screen'
  }
  const say = one => one.outerHTML.replace(/ (class|style|id)="[^"]*"/g, '').slice(0, 140)`

/** All that Tab comes to; in a dialog, what is in it. Each is looked at with and without the focus. */
const walk = `(async () => {${looks}
  const over = [...document.querySelectorAll('[role=dialog][aria-modal=true]')].at(-1)
  const stops = [...(over ?? document).querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(one => one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility({ visibilityProperty: true }))
  const had = document.activeElement
  had.blur()
  settle()
  const before = new Map(stops.map(one => [one, looksAround(one)]))
  const flaws = []
  for (const one of stops.filter(one => one.isConnected)) {
    one.focus()
    await (one.matches('input') ? new Promise(requestAnimationFrame) : null)
    const flaw = document.activeElement === one ? judge(one, before.get(one)) : 'does not take the focus'
    if (flaw !== '') flaws.push(flaw + ': ' + say(one))
  }
  had.focus({ preventScroll: true })
  return { stops: stops.length, flaws }
})()`

/** Everything on the page that Tab comes to shows, clearly and in sight, that it has the focus. */
export async function holdFocusVisible(t: Test, page: Page): Promise<void> {
  // After a key the browser shows the focus as it does to whoever uses keys.
  await page.keyboard.press('Tab')
  const { stops, flaws } = await page.evaluate<{ stops: number; flaws: string[] }>(walk)
  t.strictSame(flaws, [], `${new URL(page.url()).pathname} shows where the focus is, at ${stops} stops`)
  t.ok(stops > 0)
}

/** It has the focus, or comes to have it, and shows it. */
export async function holdFocusOn(t: Test, wanted: Locator, where: string): Promise<void> {
  const page = wanted.page()
  await wanted
    .and(page.locator(':focus'))
    .waitFor({ state: 'attached' })
    .catch(async () => t.fail(`${where}: the focus is on ${await page.evaluate<string>(told)}`))
  t.equal(await page.evaluate<string>(`(() => {${looks}\nreturn judge(document.activeElement)})()`), '', where)
}

const told = `document.activeElement?.outerHTML.slice(0, 200) ?? 'nothing'`

/** With the key that everybody uses; what it never comes to cannot be used without a mouse. */
export async function tabTo(t: Test, wanted: Locator, where: string): Promise<void> {
  const page = wanted.page()
  const there = wanted.and(page.locator(':focus'))
  await wanted.waitFor({ state: 'attached' })
  for (let stops = 0; (await there.count()) === 0; stops++) {
    if (stops > 120) throw new Error(`No way by Tab to ${where}`)
    await page.keyboard.press('Tab')
  }
  await holdFocusOn(t, wanted, where)
}
