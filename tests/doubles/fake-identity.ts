// FakeIdentity: a fake of our own, the OpenID documents and keys by which tokens from Teams are checked, and a signer.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {KeyObject} from 'node:crypto'
import {createHmac, createSign, generateKeyPairSync} from 'node:crypto'

/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>

/** Who issues tokens of channels, as the public cloud does. */
export const channelIssuer = 'https://api.botframework.com'

/** A key with a name, as the provider publishes it. */
export interface SigningKey {
  readonly id: string
  readonly privateKey: KeyObject
  /** The public half as PEM, which a confused checker would take for a shared secret. */
  readonly publicPem: string
  readonly jwk: Json
}

/** How a token is made. */
export interface TokenParts {
  readonly header: Json
  readonly claims: Json
  readonly sign: (input: string) => string
}

/** The identity provider of the fake connector. */
export class FakeIdentity {
  /** Signs for Teams. */
  readonly teams = keys().teams
  /** Signs for another channel only. */
  readonly webChat = keys().webChat
  /** The provider does not know it, though it bears the name of one that it knows. */
  readonly stranger = keys().stranger

  /**
   * A token that Teams would send, but for what is given.
   * @param app the bot's app id
   * @param serviceUrl the service URL that activities name
   * @param change parts to change; a claim that is undefined is left out
   */
  token(app: string, serviceUrl: string, change: Partial<TokenParts> = {}): string {
    const now = Math.floor(Date.now() / 1_000)
    const claims = {iss: channelIssuer, aud: app, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3_600}
    const header = {typ: 'JWT', alg: 'RS256', kid: this.teams.id}
    return tokenOf({
      header: {...header, ...change.header},
      claims: {...claims, ...change.claims},
      sign: change.sign ?? signedBy(this.teams),
    })
  }

  /** What stands at an address below `/openid/`. */
  document(path: string, origin: string): Json {
    if (path.startsWith('/openid/keys')) {
      const keys = [
        {...this.teams.jwk, endorsements: ['msteams']},
        {...this.webChat.jwk, endorsements: ['webchat']},
      ]
      return {keys}
    }
    return {
      issuer: channelIssuer,
      jwks_uri: `${origin}/openid/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    }
  }
}

/** The signature of RS256, or another of the RSA family. */
export function signedBy({privateKey}: SigningKey, hash = 'RSA-SHA256'): (input: string) => string {
  return input => createSign(hash).update(input).sign(privateKey, 'base64url')
}

/** The signature of HS256 with a text for a secret. */
export function hashedWith(secret: string): (input: string) => string {
  return input => createHmac('sha256', secret).update(input).digest('base64url')
}

/** A token in its compact form. */
export function tokenOf({header, claims, sign}: TokenParts): string {
  const part = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const input = `${part(header)}.${part(claims)}`
  return `${input}.${sign(input)}`
}

type Keys = Readonly<Record<'teams' | 'webChat' | 'stranger', SigningKey>>

let made: Keys | undefined

/** One set for each test file: making them takes the better part of a second. */
function keys(): Keys {
  made ??= {teams: signingKey('teams-key'), webChat: signingKey('webchat-key'), stranger: signingKey('teams-key')}
  return made
}

function signingKey(id: string): SigningKey {
  const {privateKey, publicKey} = generateKeyPairSync('rsa', {modulusLength: 2_048})
  const publicPem = publicKey.export({type: 'spki', format: 'pem'}).toString()
  return {id, privateKey, publicPem, jwk: {...publicKey.export({format: 'jwk'}), kid: id, use: 'sig', alg: 'RS256'}}
}
