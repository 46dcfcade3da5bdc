// Validates SARIF logs: node sarif.mjs SCHEMA FOLDER
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const [schemaFile, folder] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
// The schema names draft-07 with https, by which ajv does not know it.
schema.$schema = 'http://json-schema.org/draft-07/schema#';
delete schema.id;
// A pattern of the schema is none where `u` is set.
const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);
if (validate({ version: '2.1.0', runs: [{}] })) throw new Error('the validator takes what is no log');
let faults = 0;
for (const name of readdirSync(folder).sort()) {
  if (validate(JSON.parse(readFileSync(join(folder, name), 'utf8')))) continue;
  faults += 1;
  console.error(name, JSON.stringify(validate.errors, null, 2));
}
process.exit(faults === 0 ? 0 : 1);
