// A real OpenID provider (npm's oidc-provider) on a loopback port, with one client and one person,
// for tests/service/oidc/run.py. In: port, redirect URI. Says "ready" when it listens.
import Provider from 'oidc-provider';

const [port, redirectUri] = [Number(process.argv[2]), process.argv[3]];
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'payung',
    client_secret: 'only-for-this-test',
    redirect_uris: [redirectUri],
    token_endpoint_auth_method: 'client_secret_post',
  }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  cookies: { keys: ['only-for-this-test'] },
  pkce: { required: () => true },
  async findAccount(_context, id) {
    return {
      accountId: id,
      claims: async () => ({ sub: id, email: `${id}@example.org`, email_verified: true }),
    };
  },
});
provider.listen(port, '127.0.0.1', () => console.log('ready'));
