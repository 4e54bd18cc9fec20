import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** The one accent. Shade 6 on white and white on shade 6 both pass AA. */
const accent: MantineColorsTuple = [
  '#eef0ff',
  '#dfe2fd',
  '#bcc2f8',
  '#959ff3',
  '#7681ee',
  '#5b64e3',
  '#4f46d8',
  '#4338ca',
  '#372fa6',
  '#2b2680',
]

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent },
  defaultRadius: 'md',
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8438rem', md: '0.9063rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
})

/** Mantine's dimmed text and errors are too pale for AA. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5a6270',
    '--mantine-color-error': '#c22525',
    '--mantine-color-placeholder': '#6b7280',
    '--koppla-focus': '#4338ca',
    '--koppla-line': '#e4e6eb',
    '--koppla-soft': '#f7f8fa',
    '--koppla-good': '#17693a',
    '--koppla-good-soft': '#e4f5ea',
    '--koppla-warn': '#8a4b00',
    '--koppla-warn-soft': '#fff1dc',
    '--koppla-bad': '#b42318',
    '--koppla-bad-soft': '#fdeceb',
    '--koppla-quiet': '#4a5160',
    '--koppla-quiet-soft': '#eceef2',
    '--koppla-info': '#3b33b5',
    '--koppla-info-soft': '#eceefe',
  },
  dark: {
    '--mantine-color-body': '#16181d',
    '--mantine-color-dimmed': '#a2a9b6',
    '--mantine-color-error': '#ff8a80',
    '--mantine-color-placeholder': '#8b93a1',
    '--mantine-color-anchor': '#aab2ff',
    '--koppla-focus': '#aab2ff',
    '--koppla-line': '#2c3038',
    '--koppla-soft': '#1c1f26',
    '--koppla-good': '#7ddba0',
    '--koppla-good-soft': '#173325',
    '--koppla-warn': '#ffc473',
    '--koppla-warn-soft': '#3a2a12',
    '--koppla-bad': '#ff9d94',
    '--koppla-bad-soft': '#411c1a',
    '--koppla-quiet': '#b6bdc9',
    '--koppla-quiet-soft': '#2a2e36',
    '--koppla-info': '#b9c0ff',
    '--koppla-info-soft': '#26264d',
  },
})
