// A rhythm in words.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Rhythm} from '../schedule/slots.ts'

/** The days of the week in English, from Monday. */
export const englishDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
/** The days of the week in Chinese, from Monday. */
export const chineseDays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']

const workdays = '1 2 3 4 5'

/** How often, in English. */
export function rhythmInEnglish(rhythm: Rhythm): string {
  if (rhythm.every === 'day') return 'Every day'
  if (rhythm.every === 'month') return `On the first ${englishDays[rhythm.day - 1]} of each month`
  const names = rhythm.days.map(day => englishDays[day - 1]).join(', ')
  if (rhythm.every === 'fortnight') return `Every two weeks on ${names}`
  return rhythm.days.join(' ') === workdays ? 'Every weekday' : `Every ${names}`
}

/** How often, in Chinese. */
export function rhythmInChinese(rhythm: Rhythm): string {
  if (rhythm.every === 'day') return '每天'
  if (rhythm.every === 'month') return `每月第一个${chineseDays[rhythm.day - 1]}`
  const names = rhythm.days.map(day => chineseDays[day - 1]).join('、')
  if (rhythm.every === 'fortnight') return `每两周的${names}`
  return rhythm.days.join(' ') === workdays ? '每个工作日' : `每${names}`
}
