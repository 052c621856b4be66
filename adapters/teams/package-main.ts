// The entry of the command `teams:package`, which needs neither the configuration nor the knowledge that main.ts loads.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {packageCommand} from './package-command.ts'

process.exitCode = packageCommand(process.argv.slice(2), {
  env: process.env,
  write: text => void process.stdout.write(text),
  complain: text => void process.stderr.write(text),
})
