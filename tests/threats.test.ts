// Every threat of docs/security.md names the tests that would fail, and these are there.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from '@jest/globals'
import {projectFolder} from './doubles/source-files.ts'

const page = readFileSync(join(projectFolder, 'docs/security.md'), 'utf8')
const isThere = (path: string) => existsSync(join(projectFolder, path))

/** The lines of the table of threats, each with the tests that it names. */
const threats = (page.split('## Threats')[1]?.split('**Known limits.**')[0] ?? '')
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| threat'))
  .map(line => ({line, tests: [...line.matchAll(/`(tests\/[^`]+)`/g)].map(([, path = '']) => path)}))

describe('the threats', () => {
  it('each name a test', () => {
    expect(threats.length).toBeGreaterThan(30)
    expect(threats.filter(({tests}) => tests.length === 0)).toEqual([])
  })

  it('name tests that are there', () => {
    expect(threats.flatMap(({tests}) => tests).filter(path => !isThere(path))).toEqual([])
  })

  it('stand on a page whose links lead to files', () => {
    const links = [...page.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => join('docs', path))
    expect(links.filter(path => !isThere(path))).toEqual([])
  })
})
