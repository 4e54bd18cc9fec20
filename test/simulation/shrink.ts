import type { Round, Story } from './story.ts'

/** Leaves out what the failure does not need: whole rounds, then ever smaller parts of what happens. */
export async function shrink(
  story: Story,
  stillFails: (story: Story) => Promise<boolean>,
  mostTries = 200,
): Promise<Story> {
  let best = story
  let tries = 0
  const attempt = async (candidate: Story): Promise<boolean> => {
    if (tries >= mostTries) return false
    tries++
    if (!(await stillFails(candidate))) return false
    best = candidate
    return true
  }
  for (let at = best.rounds.length - 1; at >= 0; at--)
    await attempt({ ...best, rounds: best.rounds.filter((_, n) => n !== at) })
  for (let size = countOf(best); size >= 1; size >>= 1)
    for (let from = 0; from < countOf(best) && tries < mostTries; )
      if (!(await attempt(without(best, from, size)))) from += size
  return best
}

const countOf = ({ rounds }: Story): number => rounds.reduce((sum, round) => sum + round.happenings.length, 0)

function without(story: Story, from: number, size: number): Story {
  let n = 0
  const rounds = story.rounds.map((round): Round => {
    const happenings = round.happenings.filter(() => {
      const at = n++
      return at < from || at >= from + size
    })
    return { ...round, happenings }
  })
  return { ...story, rounds }
}
