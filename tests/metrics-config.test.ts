// Metrics are served where others rely on the process, on this machine only, unless somebody says otherwise.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {readConfig} from '../src/config.ts'

const usual = {host: '127.0.0.1', port: 9_464, fixed: false}
const platform = {SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1'}

describe('METRICS_PORT', () => {
  it.each([
    ['the newcomer has none', {}, undefined],
    ['a platform has them', platform, usual],
    ['production has them', {NODE_ENV: 'production'}, usual],
    ['anybody may have them', {METRICS_PORT: '0'}, {...usual, port: 0, fixed: true}],
    ['anybody may do without', {...platform, METRICS_PORT: 'off'}, undefined],
    ['elsewhere', {METRICS_PORT: '9100', METRICS_HOST: '::1'}, {host: '::1', port: 9_100, fixed: true}],
  ])('%s', (_, env, expected) => {
    expect(readConfig(env).metrics).toEqual(expected)
  })

  it.each(['on', '-1', '65536', '1.5'])('"%s" is a fault', value => {
    expect(() => readConfig({METRICS_PORT: value})).toThrow(
      /^METRICS_PORT is .*it takes a number from 0 to 65535, or off$/,
    )
  })

  it('that Kubernetes has set is a fault that says so', () => {
    expect(() => readConfig({METRICS_PORT: 'tcp://10.0.0.1:80'})).toThrow('enableServiceLinks: false')
  })

  it('of a host that cannot be one is a fault', () => {
    expect(() => readConfig({METRICS_HOST: 'http://x'})).toThrow(/^METRICS_HOST is /)
  })
})
