// The theme: automatic, light or dark, remembered in this browser.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

type Theme = 'auto' | 'light' | 'dark'

const key = 'counselor-theme'
const names: Readonly<Record<Theme, string>> = {auto: 'automatic', light: 'light', dark: 'dark'}
const next: Readonly<Record<Theme, Theme>> = {auto: 'light', light: 'dark', dark: 'auto'}

/** Lets a button show the theme and change it to the next one. */
export function bindThemeButton(button: HTMLElement): void {
  let theme = remembered()
  const show = () => {
    button.querySelector('use')?.setAttribute('href', `#icon-theme-${theme}`)
    const label = button.querySelector('.tool-label')
    if (label !== null) label.textContent = `Theme: ${names[theme]}`
    button.title = `Theme: ${names[theme]}. Press for ${names[next[theme]]}.`
  }
  button.addEventListener('click', () => {
    theme = next[theme]
    remember(theme)
    apply(theme)
    show()
  })
  show()
}

function apply(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
}

// Storage throws where the browser blocks it; the page then follows the system.
function remembered(): Theme {
  try {
    const value = localStorage.getItem(key)
    return value === 'light' || value === 'dark' ? value : 'auto'
  } catch {
    return 'auto'
  }
}

function remember(theme: Theme): void {
  try {
    if (theme === 'auto') localStorage.removeItem(key)
    else localStorage.setItem(key, theme)
  } catch {
    // Not remembered, still applied.
  }
}

apply(remembered())
