// Checks the machine: the version of Node, the clock with its time zones, and free space on the disk.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {existsSync} from 'node:fs'
import {statfs} from 'node:fs/promises'
import {dirname} from 'node:path'
import type {Check, Finding} from './finding.ts'
import {bad, doubtful, good} from './finding.ts'

/** The oldest version that runs us, as package.json says it. */
const oldest = [20, 19] as const

/** Versions with long support that the tests run on; nodejs.org/en/about/previous-releases. */
const supported: readonly number[] = [20, 22, 24]

/** @param version as `process.versions.node` has it */
export function nodeCheck(version: string): Check {
  const name = 'Node'
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return {
    name,
    run: async () => {
      const tooOld = major < oldest[0] || (major === oldest[0] && minor < oldest[1])
      if (tooOld) return [bad(name, `${version} is too old`, `Install Node ${supported.at(-1)}.`)]
      if (supported.includes(major)) return [good(name, version)]
      return [doubtful(name, `${version} is none that we test on`, `Better take Node ${supported.at(-1)}.`)]
    },
  }
}

/** A clock that says so was never set. */
const earliestYear = 2026
const latestYear = 2100

/** @param now milliseconds since 1970 */
export function clockCheck(now: () => number): Check {
  const name = 'clock'
  return {
    name,
    run: async () => {
      const date = new Date(now())
      const year = date.getUTCFullYear()
      if (year < earliestYear || year > latestYear) {
        return [bad(name, `it says ${year}`, 'Set it, best by NTP: signatures and schedules need the right time.')]
      }
      if (!knowsZones()) {
        return [bad(name, 'Node knows no time zones', 'Install a Node with full ICU: schedules need time zones.')]
      }
      return [good(name, `${date.toISOString()}, with time zones`)]
    },
  }
}

/** Winter and summer differ in Berlin, and Shanghai has neither. */
function knowsZones(): boolean {
  const hourIn = (timeZone: string, month: number) =>
    Number(new Intl.DateTimeFormat('en', {timeZone, hour: 'numeric', hourCycle: 'h23'}).format(Date.UTC(2026, month)))
  try {
    return hourIn('Europe/Berlin', 0) === 1 && hourIn('Europe/Berlin', 6) === 2 && hourIn('Asia/Shanghai', 6) === 8
  } catch {
    return false
  }
}

/** Free space below which records are soon lost, and below which somebody should look, in bytes. */
const least = 100 * 2 ** 20
const enough = 2 ** 30

/** What a file system says of itself, as `statfs` has it. */
export interface Space {
  readonly bavail: number
  readonly bsize: number
}

/**
 * @param folder a folder that need not exist yet
 * @param space asks the file system
 */
export function diskCheck(folder: string, space: (folder: string) => Promise<Space> = statfs): Check {
  const name = 'disk'
  return {
    name,
    run: async () => {
      const {bavail, bsize} = await space(existing(folder))
      return [judged(name, bavail * bsize, folder)]
    },
  }
}

function judged(name: string, free: number, folder: string): Finding {
  const says = `${Math.floor(free / 2 ** 20)} MiB are free at ${folder}`
  if (free < least) return bad(name, says, 'Make room: a full disk loses what people tell us.')
  return free < enough ? doubtful(name, says, 'Make room before it is full.') : good(name, says)
}

function existing(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder))
}
