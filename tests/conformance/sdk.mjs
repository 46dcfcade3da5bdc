// Lists invites from the server at argv[2] with the vendor's own SDK, and compares them with the ones the server has.
import assert from "node:assert/strict";
import { createClient } from "@tursodatabase/api";

const turso = createClient({ org: "mycompany", token: "token", baseUrl: `${process.argv[2]}/v1/` });
const invites = await turso.organizations.listInvites();
assert.deepEqual(invites, [
  { id: 9007199254740991, email: "iku@turso.tech", role: "member", created_at: "2023-01-01T00:00:00Z" },
  { id: 2, email: "b@turso.tech", role: "owner" },
]);
const none = await createClient({ org: "empty", token: "token", baseUrl: `${process.argv[2]}/v1/` }).organizations.listInvites();
assert.deepEqual(none, []);
console.log(`${invites.length + none.length} invites listed`);
