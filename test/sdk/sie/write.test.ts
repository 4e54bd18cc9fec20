import t from 'tap'
import { decodePc8, encodePc8, type SieEntry, type SieVoucher, writeSie } from '../../../src/sdk/index.ts'
import { gatherSie } from './gather.ts'

const voucher = (given: Partial<SieVoucher> = {}): SieVoucher => ({
  ...{ is: 'voucher', series: 'A', number: '1', on: '2026-03-01', text: null, registeredOn: null, by: null, rows: [] },
  ...given,
})
const row = { on: null, text: null, quantity: null, by: null }

async function there(entries: readonly SieEntry[]) {
  const bytes = entries.map(one => encodePc8(writeSie(one)))
  const back = await gatherSie([encodePc8('#FLAGGA 0\r\n'), ...bytes])
  return back.slice(1).map(({ line: _, ...entry }) => entry)
}

t.test('what is written is read back as it was', async t => {
  const texts = [
    'Åäö ÅÄÖ é ü ß ½',
    'a "b" c',
    '"',
    '\\',
    'C:\\ "x"',
    'a\\"b',
    '{1 2}',
    '#VER',
    '',
    ' ',
    'x\u00a0y',
    '-',
    '1.5',
  ]
  const entries: SieEntry[] = [
    { is: 'flag', read: 0 },
    { is: 'program', name: 'Koppla', version: null },
    { is: 'year', year: 0, from: '2026-01-01', to: '2026-12-31' },
    { is: 'year', year: -1, from: '2024-07-01', to: '2025-12-31' },
    { is: 'opening', year: -1, account: '1930', amount: '-0.01', quantity: null },
    { is: 'opening', year: 0, account: '1930', amount: '12345678901234.56', quantity: '-2.5' },
    ...texts.filter(text => text !== '\\').map(name => ({ is: 'account', number: '1930', name }) as const),
    { is: 'object', dimension: '6', object: 'P "1"', name: '' },
    voucher({ text: 'Rad "ett"', registeredOn: '2026-03-02', by: 'Åsa' }),
    voucher({ series: '', number: '', by: 'B' }),
    voucher({
      rows: [
        { is: 'counts', account: '1930', objects: [], amount: '125', ...row, quantity: '1.5' },
        {
          is: 'struck',
          account: '3001',
          objects: [{ dimension: '1', object: 'Ö "N"' }],
          amount: '-1',
          ...row,
          by: 'x',
        },
        { is: 'added', account: '2611', objects: [], amount: '-25.00', ...row, on: '2026-02-28', text: 'moms' },
      ],
    }),
  ]
  t.strictSame(await there(entries), entries)
})

t.test('a backslash at the end of a text does not swallow the quotation mark', async t => {
  t.match(await there([{ is: 'company', name: 'C:\\' }]), [{ name: 'C:\\ ' }])
})

t.test('a file looks as the format says', async t => {
  const rows = [
    { is: 'counts', account: '3001', objects: [{ dimension: '1', object: 'N' }], amount: '-5', ...row },
  ] as const
  t.equal(
    writeSie(voucher({ text: 'Två ord', rows })),
    '#VER A 1 20260301 "Två ord"\r\n{\r\n  #TRANS 3001 {1 N} -5\r\n}\r\n',
  )
  t.equal(writeSie({ is: 'company', name: 'a\r\nb\tc' }), '#FNAMN "a b c"\r\n', 'a text cannot begin a line of its own')
})

t.test('every byte is a letter, and every letter a byte; others come as near as they can', async t => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at)
  t.strictSame(encodePc8(decodePc8(bytes)), bytes)
  t.strictSame([...encodePc8('åäöÅÄÖ')], [0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99])
  t.equal(writeSie({ is: 'company', name: 'S\u030coda – “5 €” 😀 a\u030a' }), '#FNAMN "Soda - \\"5 EUR\\" ? å"\r\n')
})
