// TemporaryFolder: a folder of the test's own, removed by whoever made it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** A new, empty folder, and how to remove it with all that is in it. */
export function temporaryFolder(): {readonly path: string; readonly remove: () => void} {
  const path = mkdtempSync(join(tmpdir(), 'ospo-counselor-'))
  return {path, remove: () => rmSync(path, {recursive: true, force: true})}
}
