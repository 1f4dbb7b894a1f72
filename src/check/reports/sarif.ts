import { ownFindings } from "../own-findings.ts";
import { rules } from "../registry.gen.ts";
import type { Line, Report } from "../report.ts";

const schema =
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

const isUrl = (text: string): boolean => text.startsWith("https://");

const ruleOf = (id: string) => {
  const rule = [...rules, ...ownFindings].find((each) => each.id === id);
  return {
    id,
    ...(rule && {
      shortDescription: { text: rule.remedy },
      fullDescription: { text: rule.why },
      help: { text: `${rule.why} ${rule.remedy} Source: ${rule.source}` },
      ...(isUrl(rule.source) && { helpUri: rule.source }),
      defaultConfiguration: { level: rule.severity },
    }),
  };
};

const resultOf = (line: Line, ids: readonly string[]) => {
  const { rule, severity, on, says, instead, where, waived, profiles } = line;
  const about = on === "" ? says : `"${on}": ${says}`;
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: severity,
    message: { text: instead === undefined ? about : `${about}. Write: ${instead}` },
    locations: [
      {
        ...(where && {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(where.file), uriBaseId: "%SRCROOT%" },
            region: { startLine: where.line },
          },
        }),
        logicalLocations: [{ fullyQualifiedName: on, kind: "resource" }],
      },
    ],
    partialFingerprints: { "plinth/v1": `${rule} ${on}` },
    ...(waived && {
      suppressions: [{ kind: "inSource", justification: `${waived.because} (${waived.until})` }],
    }),
    properties: { profiles },
  };
};

/**
 * A report as SARIF 2.1.0, which code scanning pages read. Levels are those of our severities; what
 * is waived is there, suppressed.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
 */
export const sarif = ({ lines }: Report): string => {
  const ids = [...new Set(lines.map(({ rule }) => rule))].sort();
  const log = {
    $schema: schema,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "plinth check", rules: ids.map(ruleOf) } },
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the project." } } },
        columnKind: "utf16CodeUnits",
        results: lines.map((line) => resultOf(line, ids)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};
