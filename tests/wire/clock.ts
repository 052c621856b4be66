// Clocks for wire tests in which something is due: the house's own is put back or forward, so that nobody waits.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** Milliseconds of a minute and of a day. */
export const minute = 60_000
export const day = 1_440 * minute

/** What a clock shows in a zone at a moment, such as `09:05`. */
export function clockIn(timeZone: string, at: number): string {
  return new Intl.DateTimeFormat('en-GB', {timeZone, hour: '2-digit', minute: '2-digit'}).format(at)
}
