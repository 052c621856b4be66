// The sets of questions that answers are measured with, as rows.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {projectFolder} from './source-files.ts'

/** The rows of a set below `bench/questions/`, such as `held-out`. */
export function questionSet<Row>(name: string): Row[] {
  const lines = readFileSync(join(projectFolder, `bench/questions/${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
  return lines.map(line => JSON.parse(line) as Row)
}
