// The console, kept from a library that writes to it by itself.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it, jest} from '@jest/globals'
import {quietly} from '../../../adapters/teams/quiet.ts'

// Under another name, since nobody here writes to the console.
const terminal: Pick<Console, 'error'> = console

it('only what the work writes is kept back, also while others write', async () => {
  const written = jest.spyOn(terminal, 'error').mockImplementation(() => {})
  let kept = 0
  const work = quietly(
    async () => {
      terminal.error('one')
      await Promise.resolve()
      terminal.error('two')
      return 'done'
    },
    () => {
      kept += 1
    },
  )
  terminal.error('mine')
  expect(await work).toBe('done')
  expect(kept).toBe(2)
  expect(written.mock.calls).toEqual([['mine']])
})
