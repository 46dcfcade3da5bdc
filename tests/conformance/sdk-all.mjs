// Calls every method of the vendor's SDK at the server at argv[2], which answers with samples: each call must be read, and
// its answer have what the SDK looks for.
import { createClient } from "@tursodatabase/api";

const config = { org: "mycompany", token: process.argv[3] ?? "token", baseUrl: `${process.argv[2]}/v1/` };
const turso = createClient(config);
const calls = {
  apiTokens: { list: [], create: ["ci"], revoke: ["ci"], validate: ["token"] },
  organizations: {
    list: [],
    update: [{ overages: true }],
    delete: [],
    members: [],
    addMember: ["iku", "member"],
    removeMember: ["iku"],
    listInvites: [],
    inviteUser: ["iku@turso.tech", "member"],
    deleteInvite: ["iku@turso.tech"],
    invoices: [],
  },
  locations: { list: [], closest: null },
  groups: {
    list: [],
    get: ["default"],
    create: ["default", "lhr"],
    delete: ["default"],
    addLocation: ["default", "ams"],
    removeLocation: ["default", "ams"],
    createToken: ["default", { expiration: "2w", authorization: "read-only" }],
    rotateTokens: ["default"],
  },
  databases: {
    list: [{ group: "default" }],
    get: ["db"],
    create: ["db", { group: "default", seed: { type: "database", name: "other" } }],
    updateVersion: ["db"],
    delete: ["db"],
    listInstances: ["db"],
    getInstance: ["db", "lhr"],
    createToken: ["db", { expiration: "2w", authorization: "full-access" }],
    rotateTokens: ["db"],
    usage: ["db", { from: "2024-01-01T00:00:00Z", to: new Date(0) }],
  },
};

for (const [handle, methods] of Object.entries(calls)) {
  const known = Object.getOwnPropertyNames(Object.getPrototypeOf(turso[handle]));
  const own = known.filter((name) => !["constructor", "org"].includes(name) && !name.startsWith("format"));
  for (const name of own) {
    const title = `${handle}.${name}`;
    if (!(name in methods)) {
      console.log(JSON.stringify({ method: title, error: "no inputs are known for it" }));
      continue;
    }
    if (methods[name] === null) continue;
    try {
      const answer = await turso[handle][name](...methods[name]);
      console.log(JSON.stringify({ method: title, answer: answer === undefined ? null : answer }));
    } catch (error) {
      console.log(JSON.stringify({ method: title, status: error.status, error: `${error.message} ${error.cause ?? ""}`.trim() }));
    }
  }
}
