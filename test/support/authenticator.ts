import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'

/** What an authenticator app shows for a secret as it is typed in. */
export const showCode = (secret: string): Promise<string> =>
  createOTP(new TextDecoder().decode(base32.decode(secret.replaceAll(/\s/g, '')))).totp()
