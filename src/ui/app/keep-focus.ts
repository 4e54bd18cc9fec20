// The focus is where somebody who goes by the keyboard expects it: nothing that goes away takes it along.
import type { AnyRouter } from '@tanstack/react-router'

interface Stop {
  readonly one: HTMLElement
  /** What it is a part of: the page, the menu, or something that lies over them. */
  readonly part: Element
  /** What else of that part can have the focus: what comes after it, then what comes before, the nearest first. */
  readonly near: readonly HTMLElement[]
}

const parts = 'main, nav, [role=dialog], [role=menu], .mantine-Notification-root'
const stopping = 'a[href], button, input, select, textarea, [tabindex="0"], h1'

/** What had the focus last in each part, the last first. */
let stops: readonly Stop[] = []

/** One has gone to another page, whose heading is not there yet. */
let isOnTheWay = false

/** From now on: a page that is gone to has the focus, and of what is taken away the neighbour has it. */
export function keepFocus(router: AnyRouter): void {
  document.addEventListener('focusin', ({ target }) => target instanceof HTMLElement && remember(target))
  document.addEventListener('focusout', ({ target }) => setTimeout(forget, 0, target))
  const watched = { childList: true, subtree: true, attributeFilter: ['disabled'] }
  new MutationObserver(restoreSoon).observe(document.body, watched)
  router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
    if (fromLocation === undefined || !pathChanged || isIn(document.querySelector('main'))) return
    isOnTheWay = true
    restoreSoon()
  })
}

const isIn = (part: Element | null): boolean => part?.contains(document.activeElement) ?? false

function remember(one: HTMLElement): void {
  isOnTheWay = false
  const part = one.closest(parts) ?? document.body
  const all = [...part.querySelectorAll<HTMLElement>(stopping)]
  const isAfter = (other: Element) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING)
  const near = [...all.filter(isAfter), ...all.filter(other => other !== one && !isAfter(other)).reverse()]
  stops = [{ one, part, near }, ...stops.filter(stop => stop.part !== part)].slice(0, 5)
}

/** Who lets go of what is still there wants no focus at all. */
function forget(one: HTMLElement): void {
  if (document.activeElement === document.body && canStop(one)) stops = []
}

const canStop = (one: HTMLElement): boolean => one.isConnected && !one.matches(':disabled') && one.checkVisibility()

let isDue = false

/** While the focus moves, nothing has it for a moment. */
function restoreSoon(): void {
  if (!isDue) setTimeout(restore)
  isDue = true
}

function restore(): void {
  isDue = false
  if (isOnTheWay) document.querySelector('h1')?.focus({ preventScroll: true })
  else if (document.activeElement === document.body) focusNearest()
}

/** Where it was, unless that is busy and will be back; else what is left of where it was. */
function focusNearest(): void {
  const one = stops[0]?.one
  if (one === undefined || (one.isConnected && !canStop(one))) return
  const next = stops.flatMap(({ one, near }) => [one, ...near]).find(canStop)
  next?.focus()
}
