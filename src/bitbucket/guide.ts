/** Bitbucket's own page about its OAuth consumers: how one is made, and what it is for. */
export const oauthGuide = 'https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/';
