// Web and workers of a new installation, all started in the same moment.
import t from 'tap'
import { makeEmptyDatabase, testServerUrl } from '../support/database.ts'
import { makeFleet } from './fleet.ts'

if (testServerUrl) {
  await t.test('web and workers may be started together on an empty database', async t => {
    const { start } = makeFleet(t, await makeEmptyDatabase(t))
    const members = await Promise.all([start('web'), start('web'), start('worker'), start('worker')])
    const said = members.map(({ said }) => said.join('\n'))
    t.equal(said.filter(words => words.includes('Admin key')).length, 1, 'one of those with an API tells the first key')
    t.match(said.slice(2), [/Koppla imports. It serves no API/, /Koppla imports/])
    for (const words of said.slice(2)) t.notMatch(words, /listens|key/)
    const { url } = members[0]!
    t.equal((await fetch(`${url}/readyz`)).status, 200)
    t.same(await Promise.all(members.map(({ end }) => end('SIGTERM'))), [0, 0, 0, 0])
    t.same(
      members.flatMap(({ told }) => told.filter(({ level }) => level >= 40)),
      [],
      'and nobody met an error',
    )
  })
}
