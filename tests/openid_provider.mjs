// A certified provider of OpenID Connect that others wrote (oidc-provider), for tests on loopback.
//
//   node openid_provider.mjs <folder of node_modules> <port, 0 for any> <client's secret, "" for none>
//
// Prints its address. Whoever signs in is who they say: the account is the login, its e-mail too, and that is verified unless
// the login begins with "unverified". New keys are made at every start.
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, port, secret] = process.argv.slice(2);
const load = (...path) => import(pathToFileURL(join(modules, ...path)));
const { Provider } = await load("oidc-provider", "lib", "index.js");
const { exportJWK, generateKeyPair } = await load("jose", "dist", "webapi", "index.js");

const pair = await generateKeyPair("RS256", { extractable: true });
const key = { ...(await exportJWK(pair.privateKey)), use: "sig", alg: "RS256" };

const server = createServer();
server.listen(Number(port), "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "salvaguarda:tests",
        ...(secret ? { client_secret: secret } : {}),
        token_endpoint_auth_method: secret ? "client_secret_basic" : "none",
        // Programs on one's own machine may come back at any port of it (RFC 8252).
        application_type: "native",
        redirect_uris: ["http://127.0.0.1/api/oidc/callback"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["tests only"] },
    jwks: { keys: [key] },
    findAccount: (_, login) => ({
      accountId: login,
      claims: () => ({
        sub: login,
        email: login.replace(/^unverified-/, ""),
        email_verified: !login.startsWith("unverified-"),
        name: `${login.split("@")[0]} of the provider`,
      }),
    }),
  });
  // Its pages ask for a font from elsewhere, and no test may.
  provider.use(async (context, next) => {
    await next();
    if (typeof context.body === "string") context.body = context.body.replace(/@import url\([^)]*\);/g, "");
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
