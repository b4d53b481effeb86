import type { ErrorCode } from '#contract/catalogue/error-code'

/** What a rejection is about, so that the codes can be filtered by it. */
export const CAUSES = [
  'message',
  'request',
  'id',
  'access',
  'token',
  'rate_limit',
  'platform',
] as const
export type Cause = (typeof CAUSES)[number]

/** The codes whose meaning on push_follow_up differs from the one on other calls. */
const ON_PUSH: Readonly<Record<number, Cause>> = { 230002: 'message', 230006: 'message' }

const CODES: Readonly<Record<Cause, readonly number[]>> = {
  message: [
    230003, 230004, 230008, 230009, 230011, 230019, 230049, 230050, 230054, 230071, 230072, 230073,
    230075, 230110, 230111, 231003, 231203, 232009, 18121,
  ],
  request: [
    230001, 230007, 230015, 230017, 230022, 230025, 230028, 230055, 230099, 232001, 99991201,
    99991301, 99991674, 99991675, 99992402, 9499, 10001, 10400, 30005,
  ],
  id: [
    230034, 232006, 10020, 10037, 11224, 99992351, 99992352, 99992354, 99992355, 99992356, 99992359,
    99992360, 99992361, 99992363, 99992364, 99992381,
  ],
  access: [
    230002, 230005, 230006, 230013, 230018, 230026, 230027, 230029, 230035, 230038, 230053, 230101,
    231204, 232004, 232010, 232011, 232025, 232033, 232034, 99991401, 99991662, 99991672, 99991673,
    99991676, 99991679, 10002, 11205, 11207, 11209, 11210, 11225, 11240, 18120,
  ],
  token: [
    20013, 99991543, 99991661, 99991663, 99991664, 99991665, 99991668, 99991671, 99991677, 10003,
    10005, 10012, 10013, 10014, 10015, 10016, 20014,
  ],
  rate_limit: [99991400, 99991403, 230020, 11232, 11233, 11247],
  platform: [230036, 2200, 5000, 10500],
}

const byCode = new Map<number, Cause>(
  CAUSES.flatMap((cause) => CODES[cause].map((code): [number, Cause] => [code, cause])),
)

/** Returns the cause of an entry of the catalogue; null for success. */
export function causeOf({ code, endpoints }: Pick<ErrorCode, 'code' | 'endpoints'>): Cause | null {
  const onPush = endpoints.includes('push_follow_up') ? ON_PUSH[code] : undefined
  return onPush ?? byCode.get(code) ?? null
}
