// The libraries below botbuilder: not the ones that it names, which have known holes and get no other versions any more.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readFileSync} from 'node:fs'
import {expect, it} from '@jest/globals'

interface Lock {
  readonly packages: Readonly<Record<string, {readonly version?: string; readonly dev?: boolean}>>
}

const lock = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8')) as Lock

it.each([
  ['uuid', 11],
  ['@azure/msal-node', 5],
])('%s is there in no version before %d', (name, least) => {
  const found = Object.entries(lock.packages).filter(([path]) => path.endsWith(`node_modules/${name}`))
  expect(found.length).toBeGreaterThan(0)
  for (const [, {version = ''}] of found) expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(least)
})

it('botbuilder itself is in the one version that was tried', () => {
  expect(lock.packages['node_modules/botbuilder']?.version).toBe('4.23.3')
})

it('the Agents Playground, whose licence is for evaluation, is no dependency', () => {
  expect(Object.keys(lock.packages).filter(path => path.includes('m365agentsplayground'))).toEqual([])
})
