// Addresses of the web: which ones become links, and whether a label pretends to lead elsewhere.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** The address where it is one of the web, `https:` or `http:`; undefined for all others. */
export function webAddress(href: string): URL | undefined {
  const url = URL.canParse(href) ? new URL(href) : undefined
  return url && /^https?:$/.test(url.protocol) ? url : undefined
}

/** True where a label has something like a domain, or an address of numbers, that is not the link's own. */
export function namesAnotherHost(label: string, url: URL): boolean {
  const readable = label
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[。｡]/g, '.')
  const host =
    /(?<![\p{L}\p{N}\p{M}-])(?:(?:[\p{L}\p{N}][\p{L}\p{N}\p{M}-]{0,62}\.){1,10}\p{L}[\p{L}\p{N}\p{M}-]{1,62}|(?:\d{1,3}\.){3}\d{1,3})/gu
  return (readable.match(host) ?? []).some(name => bare(name) !== bare(url.hostname))
}

function bare(host: string): string {
  const address = `http://${host}`
  return (URL.canParse(address) ? new URL(address).hostname : host).replace(/^www\./, '')
}
