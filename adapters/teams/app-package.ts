// The Teams app package: manifest, texts and icons in one zip that an admin uploads.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {strToU8, zipSync} from 'fflate'
import {CounselorError} from '../../src/errors.ts'
import {projectRoot} from '../../src/project-root.ts'
import type {AppDetails} from './app-manifest.ts'
import {appManifest, chineseTexts} from './app-manifest.ts'
import type {Payload} from './payload.ts'

/** The same for every package, so that the same details make the same bytes; no zip can hold an earlier time. */
const madeAt = new Date(1980, 0, 1)

const icons = ['color.png', 'outline.png'] as const

/**
 * The app package as a zip.
 * @throws CounselorError `config-invalid` that names the detail, what is wrong and what would be right
 */
export function appPackage(details: AppDetails): Uint8Array {
  check(details)
  const json = (value: Payload) => strToU8(`${JSON.stringify(value, undefined, 2)}\n`)
  const folder = join(projectRoot(), 'adapters/teams/app')
  const files = {
    'manifest.json': json(appManifest({...details, appId: details.appId.toLowerCase()})),
    'zh.json': json(chineseTexts()),
    ...Object.fromEntries(icons.map(icon => [icon, new Uint8Array(readFileSync(join(folder, icon)))])),
  }
  return zipSync(files, {level: 9, mtime: madeAt})
}

function check({appId, developer, ...addresses}: AppDetails): void {
  if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(appId) || /^[0-]+$/.test(appId)) {
    const right =
      'it is a GUID such as 11111111-2222-3333-4444-555555555555, on the page "Configuration" of the Azure bot'
    throw invalid(`the app id is "${appId}"; ${right}`)
  }
  // As Teams counts, in UTF-16 units.
  if (developer.trim() === '' || developer.length > 32) {
    throw invalid(`--developer is "${developer}"; it takes a name of 1 to 32 characters`)
  }
  for (const [name, address] of Object.entries(addresses)) {
    if (!isPage(address)) {
      throw invalid(`--${name} is "${address}"; it takes an address such as https://ospo.example.org/counselor`)
    }
  }
}

function isPage(address: string): boolean {
  return address.length <= 2_048 && /^https:\/\//i.test(address) && URL.canParse(address)
}

function invalid(what: string): CounselorError {
  return new CounselorError('config-invalid', `The Teams app package cannot be made: ${what}.`)
}
