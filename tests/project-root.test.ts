// Tests of the project's root: found from the source and from what is built of it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from '@jest/globals'
import {projectRoot} from '../src/project-root.ts'

test('the root is found from the source and from dist', () => {
  const root = projectRoot()
  expect(existsSync(join(root, 'knowledge'))).toBe(true)
  expect(projectRoot(`${root}/dist/src`)).toBe(root)
})

test('outside of a project it says what is missing', () => {
  expect(() => projectRoot('/')).toThrow('package.json')
})
