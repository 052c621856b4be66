// The Bot Framework: who posts to us, and requests to it with our token; the one file that runs botbuilder.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {HttpMethods, Pipeline} from '@azure/core-rest-pipeline'
import {createHttpHeaders, createPipelineRequest} from '@azure/core-rest-pipeline'
import {ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory} from 'botbuilder'
import {CounselorError} from '../../src/errors.ts'
import type {BotActivity, Payload} from './payload.ts'
import {isPayload} from './payload.ts'
import {signInFault} from './sign-in.ts'
import type {TeamsAccess} from './teams-access.ts'

/** How long one request may take, in milliseconds. */
export const callMs = 10_000

/** A request to the connector of the Bot Framework. */
export interface ConnectorRequest {
  readonly method: HttpMethods
  /** From the path on, such as `/v3/conversations/ID/activities`. */
  readonly path: string
  readonly body?: Payload
}

/** What the connector answered. */
export interface ConnectorAnswer {
  readonly status: number
  /** The body as JSON; an empty object where it is none. */
  readonly body: Payload
  /** How long it asks us to wait, in milliseconds, if it does. */
  readonly waitMs: number | undefined
}

/** What the adapter asks of the Bot Framework. */
export interface BotConnector {
  /** True where the `Authorization` header proves that Teams sent the activity. */
  isGenuine(activity: Pick<BotActivity, 'channelId' | 'serviceUrl'>, header: string): Promise<boolean>
  /** Gets a token, so that wrong settings are found at the start; see {@link signInFault}. */
  signIn(): Promise<void>
  /** Sends a request with our token; rejects where no answer came. Every status is an answer. */
  call(serviceUrl: string, request: ConnectorRequest): Promise<ConnectorAnswer>
}

/** How many connectors are kept; Teams has a handful of addresses. */
const keptClients = 50

/** The policies of the library's pipeline that we do not want: our outbox tries again, and a token follows no redirect. */
const unwanted = ['defaultRetryPolicy', 'redirectPolicy']

/** The Bot Framework by botbuilder. */
export class BotFramework implements BotConnector {
  readonly #authentication: ConfigurationBotFrameworkAuthentication
  readonly #appId: string
  readonly #clients = new Map<string, Promise<Client>>()

  /** @param access who we are; for `anonymous`, nobody is asked who they are */
  constructor(access: TeamsAccess) {
    const apiUrl = access.type === 'anonymous' ? undefined : access.apiUrl
    this.#appId = access.type === 'anonymous' ? '' : access.appId
    this.#authentication = new ConfigurationBotFrameworkAuthentication(
      {...settingsOf(access), ...(apiUrl === undefined ? {} : peerSettings(apiUrl))},
      apiUrl === undefined
        ? new ConfigurationServiceClientCredentialFactory(settingsOf(access))
        : peerCredentials(this.#appId),
    )
  }

  async isGenuine(activity: Pick<BotActivity, 'channelId' | 'serviceUrl'>, header: string): Promise<boolean> {
    const {channelId, serviceUrl} = activity
    try {
      const {claimsIdentity} = await this.#authentication.authenticateRequest(
        {channelId, serviceUrl} as Parameters<ConfigurationBotFrameworkAuthentication['authenticateRequest']>[0],
        header,
      )
      return claimsIdentity.isAuthenticated
    } catch (error) {
      if (isRefusal(error)) return false
      throw new CounselorError('platform-unreachable', 'The keys of the Bot Framework could not be had.', error)
    }
  }

  async signIn(): Promise<void> {
    await authorise(await this.#clientFor('https://smba.trafficmanager.net/teams/'))
  }

  async call(serviceUrl: string, {method, path, body}: ConnectorRequest): Promise<ConnectorAnswer> {
    const client = await this.#clientFor(serviceUrl)
    await authorise(client)
    const request = createPipelineRequest({
      url: `${serviceUrl.replace(/\/+$/, '')}${path}`,
      method,
      timeout: callMs,
      allowInsecureConnection: serviceUrl.startsWith('http:'),
      headers: createHttpHeaders({accept: 'application/json', 'content-type': 'application/json; charset=utf-8'}),
      // As it is: the library's own mapping would strip entities to their type.
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    })
    const {status, bodyAsText, headers} = await client.sendRequest(request)
    return {status, body: parsed(bodyAsText), waitMs: waitIn(headers.get('retry-after'))}
  }

  #clientFor(serviceUrl: string): Promise<Client> {
    const known = this.#clients.get(serviceUrl)
    if (known) return known
    const made = this.#factory().create(serviceUrl).then(withoutPolicies)
    this.#clients.set(serviceUrl, made)
    made.catch(() => this.#clients.delete(serviceUrl))
    const [oldest] = this.#clients.keys()
    if (this.#clients.size > keptClients && oldest !== undefined) this.#clients.delete(oldest)
    return made
  }

  /** The library wants the identity only for our own id, to get a token in its name. */
  #factory(): Factory {
    const appId = this.#appId
    const identity = {
      claims: [{type: 'aud', value: appId}],
      isAuthenticated: true,
      getClaimValue: (type: string) => (type === 'aud' ? appId : null),
    }
    return this.#authentication.createConnectorFactory(identity as unknown as Identity)
  }
}

type Factory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>
type Client = Awaited<ReturnType<Factory['create']>>
type Identity = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0]

function settingsOf(access: TeamsAccess): Record<string, string> {
  if (access.type === 'anonymous') return {}
  const {appId, tenantId, type} = access
  return {
    MicrosoftAppId: appId,
    MicrosoftAppType: type,
    MicrosoftAppTenantId: tenantId,
    ...(access.type === 'SingleTenant' ? {MicrosoftAppPassword: access.password} : {}),
  }
}

type Credentials = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]

/** All of botbuilder's addresses lead to a peer in tests; it takes all of them or none. */
function peerSettings(apiUrl: string): Record<string, string> {
  const base = apiUrl.replace(/\/+$/, '')
  return {
    ToBotFromChannelOpenIdMetadataUrl: `${base}/openid/metadata`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${base}/openid/metadata`,
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    ToChannelFromBotLoginUrl: `${base}/login`,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    OAuthUrl: `${base}/oauth`,
    CallerId: 'urn:botframework:azure',
    ValidateAuthority: 'false',
  }
}

/** The library gets its tokens over https only, which a peer on this machine does not speak. */
function peerCredentials(appId: string): Credentials {
  const signRequest = async (request: {headers: {set(name: string, value: string): void}}) => {
    request.headers.set('authorization', 'Bearer for-a-peer')
    return request
  }
  return {
    isValidAppId: async (id: string) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({signRequest}),
  } as unknown as Credentials
}

/** The pipeline stands in a private field, and there is no other way to it (botbuilder 4.23.3). */
function withoutPolicies(client: Client): Client {
  const {pipeline} = (client as unknown as {client: {pipeline: Pipeline}}).client
  for (const name of unwanted) pipeline.removePolicy({name})
  return client
}

/** Gets the token before the request, so that a failure of the one is not taken for one of the other. */
async function authorise({credentials}: Client): Promise<void> {
  if (!('getToken' in credentials) || !('appId' in credentials) || !credentials.appId) return
  try {
    await (credentials as {getToken(): Promise<string>}).getToken()
  } catch (error) {
    throw signInFault(error)
  }
}

/** Whoever asks is not Teams; a failure of the Bot Framework to tell us its keys bears the status 500. */
function isRefusal(error: unknown): boolean {
  return !(isPayload(error) && typeof error['statusCode'] === 'number' && error['statusCode'] >= 500)
}

function parsed(text: string | null | undefined): Payload {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isPayload(value) ? value : {}
  } catch {
    return {}
  }
}

/** Seconds, or a date (RFC 9110, section 10.2.3); a date is too coarse for us and counts as unsaid. */
function waitIn(header: string | undefined): number | undefined {
  const seconds = Number(header ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined
}
