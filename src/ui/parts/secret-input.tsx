import { PasswordInput, type PasswordInputProps } from '@mantine/core'

/** For a password or a key. Says itself that what is in it is wrong: Mantine marks its frame alone. */
export const SecretInput = (props: PasswordInputProps) => (
  <PasswordInput {...props} {...(props.error && { 'aria-invalid': true })} />
)
