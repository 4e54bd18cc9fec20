import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'

interface SearchInputProps {
  readonly label: string
  readonly hint?: string
  /** What is searched by; undefined: nothing. */
  readonly value: string | undefined
  readonly onChange: (words: string | undefined) => void
}

/** Words to search by: asked for when somebody has stopped typing, and forgotten where the page forgets them. */
export function SearchInput({ label, hint = label, value = '', onChange }: SearchInputProps) {
  const [typed, setTyped] = useState(value)
  const asked = useRef(value)
  const ask = useDebouncedCallback((words: string) => {
    asked.current = words
    onChange(words || undefined)
  }, 250)
  useEffect(() => {
    if (value === asked.current) return
    asked.current = value
    setTyped(value)
  }, [value])
  return (
    <TextInput
      type="search"
      w={{ base: '100%', xs: 260 }}
      maxLength={100}
      aria-label={label}
      placeholder={hint}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={event => {
        setTyped(event.currentTarget.value)
        ask(event.currentTarget.value.trim())
      }}
    />
  )
}
