import t from 'tap'
import { encodePc8, type SieRead } from '../../../src/sdk/index.ts'
import { ownWords } from '../../../src/words/index.ts'
import { createSay } from '../../../src/words/say.ts'
import { gatherSie } from './gather.ts'

async function readAll(text: string, size = 7): Promise<SieRead[]> {
  const bytes = encodePc8(text)
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  )
  return await gatherSie(chunks)
}
const head = '#FLAGGA 0\r\n'
/** What is told of one line, behind a first one. */
const readOne = async (line: string) => (await readAll(`${head}${line}\r\n`)).slice(1)

t.test('a file is read entry by entry, however it is cut', async t => {
  const file = `#FLAGGA 0
#PROGRAM "Bokföring 3" 3.57
#FORMAT PC8
#GEN 20260131 "Åsa Öberg"
#SIETYP 4
#ORGNR 556677-8899
#FNAMN "Räksmörgås \\"Åäö\\" AB"
#RAR 0 20260101 20261231
#RAR -1 20240701 20251231
#KONTO 1930 "Företagskonto"
#KTYP 1930 T
#SRU 1930 7281
#DIM 1 Kostnadsställe
#OBJEKT 1 NORD "Butik Norr"
#IB 0 1930 -12.50
#IB -1 1930 1000 3.5
#UB 0 1930 112.50 ""
#RES 0 3001 -100.00
#PSALDO 0 202601 3001 {1 "NORD"} -100.00

#VER A 1 20260131 "Såld vara" 20260201 "Åsa"
{
   #TRANS 1930 {} 125.00 20260131 "Swish" 2
   #TRANS\t3001 {1 NORD "6" "Projekt 7"}\t-100.00
   #BTRANS 3002 {} -100.00 "" "struken"
   #RTRANS 2611 {} -25
   #TRANS 2611 {} -25
}
#VER B "" 20260201
{
}
`
  const expected = [
    { is: 'flag', read: 0, line: 1 },
    { is: 'program', name: 'Bokföring 3', version: '3.57', line: 2 },
    { is: 'format', format: 'PC8', line: 3 },
    { is: 'generated', on: '2026-01-31', by: 'Åsa Öberg', line: 4 },
    { is: 'type', type: '4', line: 5 },
    { is: 'organisation', number: '556677-8899', line: 6 },
    { is: 'company', name: 'Räksmörgås "Åäö" AB', line: 7 },
    { is: 'year', year: 0, from: '2026-01-01', to: '2026-12-31', line: 8 },
    { is: 'year', year: -1, from: '2024-07-01', to: '2025-12-31', line: 9 },
    { is: 'account', number: '1930', name: 'Företagskonto', line: 10 },
    { is: 'accountKind', number: '1930', kind: 'T', line: 11 },
    { is: 'sru', number: '1930', code: '7281', line: 12 },
    { is: 'dimension', dimension: '1', name: 'Kostnadsställe', line: 13 },
    { is: 'object', dimension: '1', object: 'NORD', name: 'Butik Norr', line: 14 },
    { is: 'opening', year: 0, account: '1930', amount: '-12.50', quantity: null, line: 15 },
    { is: 'opening', year: -1, account: '1930', amount: '1000', quantity: '3.5', line: 16 },
    { is: 'closing', year: 0, account: '1930', amount: '112.50', quantity: null, line: 17 },
    { is: 'result', year: 0, account: '3001', amount: '-100.00', quantity: null, line: 18 },
    {
      ...{ is: 'period', year: 0, period: '202601', account: '3001', amount: '-100.00', quantity: null, line: 19 },
      objects: [{ dimension: '1', object: 'NORD' }],
    },
  ]
  const sale = {
    ...{ is: 'voucher', series: 'A', number: '1', on: '2026-01-31', text: 'Såld vara', line: 21 },
    ...{ registeredOn: '2026-02-01', by: 'Åsa' },
  }
  for (const size of [1, 13, 1_000_000]) {
    const entries = await readAll(file, size)
    t.strictSame(entries.slice(0, 19), expected)
    t.match(entries[19], sale)
    t.match((entries[19] as unknown as { rows: unknown }).rows, [
      { is: 'counts', account: '1930', objects: [], amount: '125.00', on: '2026-01-31', text: 'Swish', quantity: '2' },
      {
        is: 'counts',
        account: '3001',
        objects: [
          { dimension: '1', object: 'NORD' },
          { dimension: '6', object: 'Projekt 7' },
        ],
        amount: '-100.00',
        text: null,
      },
      { is: 'struck', account: '3002', on: null, text: 'struken' },
      { is: 'added', account: '2611', amount: '-25' },
      { is: 'counts', account: '2611', amount: '-25' },
    ])
    t.match(entries.slice(20), [{ is: 'voucher', series: 'B', number: '', text: null, rows: [] }])
  }
})

t.test('what is not known is passed over, with what belongs to it', async t => {
  t.strictSame(await readOne('#NYTT 1 "x\r\n{\r\n#KONTO 1 "i blocket"\r\n}\r\n\r\n#konto 2 utanför 3 4\r\n\u001a'), [
    { is: 'account', number: '2', name: 'utanför', line: 7 },
  ])
  t.strictSame((await gatherSie(`${head}#KONTO 1 "a\tb"`))[1], {
    ...{ is: 'account', number: '1', name: 'a\tb', line: 2 },
  })
})

t.test('a broken line is told with its number and what is wrong, and the rest goes on', async t => {
  const say = createSay(ownWords)
  for (const [line, what, swedish] of [
    ['#KONTO 1930', 'field 2 of #KONTO is missing', 'fält 2 i #KONTO saknas'],
    ['#KONTO 1930 "Bank', 'a quotation mark is not closed', 'ett citattecken är inte avslutat'],
    ['#IB 0 1930 12,50', 'field 3 of #IB, “12,50”, is no amount such as 1250.50', /”12,50”, är inget belopp/],
    ['#IB i år 1930 1', 'field 1 of #IB, “i”, is no whole number', /är inget heltal/],
    ['#RAR 0 20260230 20261231', 'field 2 of #RAR, “20260230”, is no day such as 20260131', /ingen dag som/],
    ['#FNAMN {1 2}', 'field 1 of #FNAMN is a list of objects', /är en objektlista/],
    ['#PSALDO 0 202601 1 {1} 5', 'a list of objects has a dimension without an object', /utan objekt/],
    ['#PSALDO 0 202601 1 {1 2 5', 'a list of objects is not closed', /inte avslutad/],
    ['#PSALDO 0 202601 1 5 5', 'field 4 of #PSALDO, “5”, is no list of objects', /ingen objektlista/],
    ['#FORMAT UTF8', 'its letters are said to be in UTF8, and only PC8 is known', /bara PC8/],
    ['fortsättning', 'it begins with no label', /ingen|någon etikett/],
    ['#KONTO 1 } x', 'a } stands where none may', /ett } står/],
    [`#FNAMN "${'x'.repeat(70_000)}"`, 'it is longer than 64000 characters', /längre än 64000/],
  ] as const) {
    const [broken, next] = await readOne(`${line}\r\n#KONTO 1 ok`)
    const why = `Line 2 of the SIE file cannot be read: ${what}.`
    t.strictSame(broken, { is: 'broken', line: 2, why, voucher: null })
    t.match(next, { is: 'account', line: 3 })
    t.match(say(why), swedish)
  }
})

t.test('a voucher with a broken line is not given at all: which it is, is', async t => {
  const broken = '#VER A 7 20260101 x\r\n{\r\n#TRANS 1930 {} 10\r\n#TRANS 3001 {} -10.0.0\r\n#TRANS x\r\n}'
  const [first, next] = await readOne(`${broken}\r\n#VER A 8 20260101\r\n{\r\n}`)
  const why = 'Line 5 of the SIE file cannot be read: field 3 of #TRANS, “-10.0.0”, is no amount such as 1250.50.'
  t.strictSame(first, { is: 'broken', line: 5, why, voucher: { series: 'A', number: '7' } })
  t.match(next, { is: 'voucher', number: '8' })
  t.match(await readOne('#VER A 7 igår\r\n{\r\n#TRANS 1930 {} 10\r\n}\r\n#KONTO 1 ok'), [
    { is: 'broken', line: 2, voucher: null, why: /field 3 of #VER, “igår”/ },
    { is: 'account' },
  ])
})

t.test('a voucher that is not closed is told, and the next one is read', async t => {
  t.match(await readOne('#VER A 1 20260101\r\n{\r\n#TRANS 1 {} 1\r\n#VER A 2 20260101\r\n{\r\n}'), [
    { is: 'broken', line: 5, why: /another voucher begins/, voucher: { number: '1' } },
    { is: 'voucher', number: '2' },
  ])
  t.match(await readOne('#VER A 1 20260101\r\n#KONTO 1 ok'), [
    { is: 'broken', line: 3, why: /the \{ of the voucher before is missing/ },
    { is: 'account' },
  ])
  t.match(await readOne('#VER A 1 20260101\r\n{\r\n#TRANS 1 {} 1'), [
    { is: 'broken', why: /the file ends within a voucher/, voucher: { series: 'A' } },
  ])
})

t.test('what is no SIE file is told once', async t => {
  const told = [{ is: 'broken', line: 1, voucher: null, why: 'This is no SIE file: it does not begin with #FLAGGA.' }]
  t.strictSame(await readAll('<html>\n<p>\n'), told)
  t.strictSame(await readAll(''), told)
})
