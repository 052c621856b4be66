// RecordingPlatform keeps the contract that the real platforms keep, so that a story told on it is true.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {platformContract} from '../contracts/platform-contract.ts'
import {recordingDriver} from './recording-driver.ts'

platformContract('the recording double', recordingDriver)
