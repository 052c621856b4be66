// The supply chain: which packages come, from where, with which hash, and that none of them runs code while installing.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from '@jest/globals'
import {projectFolder} from './doubles/source-files.ts'

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly dev?: boolean
  readonly hasInstallScript?: boolean
}

const json = (path: string) => JSON.parse(readFileSync(join(projectFolder, path), 'utf8'))
const lock = json('package-lock.json') as {packages: Record<string, Locked>}
const own = json('package.json') as {allowScripts: Record<string, boolean>; dependencies: Record<string, string>}

const packages = Object.entries(lock.packages).filter(([path]) => path !== '')
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

describe('every package', () => {
  it('is locked to a version with a hash, and comes over https from one place', () => {
    expect(packages.length).toBeGreaterThan(200)
    const loose = packages.filter(([, {version, integrity}]) => !version || !/^sha512-/.test(integrity ?? ''))
    expect(loose.map(([path]) => path)).toEqual([])
    const hosts = new Set(packages.map(([, {resolved = 'https://none'}]) => new URL(resolved).origin))
    expect(hosts.size).toBe(1)
    expect([...hosts][0]).toMatch(/^https:/)
  })

  it('that would run a script while installing is on the list of package.json, where none may', () => {
    const scripted = packages.filter(([, {hasInstallScript}]) => hasInstallScript)
    const names = [...new Set(scripted.map(([path]) => nameOf(path)))].sort()
    expect(Object.keys(own.allowScripts).sort()).toEqual(
      expect.arrayContaining(names.filter(name => name !== 'fsevents')),
    )
    expect(Object.values(own.allowScripts)).not.toContain(true)
  })

  it('that the running counselor needs brings no script at all', () => {
    const running = packages.filter(([, {hasInstallScript, dev}]) => hasInstallScript && !dev)
    expect(running.map(([path]) => path)).toEqual([])
  })
})

it('every package that we chose has its reason in docs/dependencies.md', () => {
  const page = readFileSync(join(projectFolder, 'docs/dependencies.md'), 'utf8')
  expect(Object.keys(own.dependencies).filter(name => !page.includes(`\`${name}\``))).toEqual([])
})
