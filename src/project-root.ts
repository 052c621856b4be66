// The folder of the project, found from its sources and from what is built of them alike.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'

/**
 * The project's root: the nearest folder above with a package.json.
 * @param from the folder to start in; that of this file where none is given
 */
export function projectRoot(from: string = dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(join(from, 'package.json'))) return from
  const above = dirname(from)
  if (above === from) throw new Error('No package.json stands above the files of the project.')
  return projectRoot(above)
}
