import Table from "cli-table3";

/** Aligned columns for a terminal or a log: text to the left, numbers to the right. */
export function textTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const none = { top: "", "top-mid": "", "top-left": "", "top-right": "", bottom: "" };
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
    colAligns: head.map((_, column) => (typeof rows[0]?.[column] === "number" ? "right" : "left")),
    chars: {
      ...none,
      "bottom-mid": "",
      "bottom-left": "",
      "bottom-right": "",
      left: "",
      "left-mid": "",
      mid: "",
      "mid-mid": "",
      right: "",
      "right-mid": "",
      middle: "",
    },
  });
  table.push(...rows.map((row) => row.map((cell) => formatCell(cell))));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Thousands with a comma, two decimals below a hundred: "144,536", "0.43". */
function formatCell(cell: string | number): string {
  if (typeof cell === "string") return cell;
  return cell.toLocaleString("en-US", { maximumFractionDigits: Math.abs(cell) < 100 ? 2 : 0 });
}
