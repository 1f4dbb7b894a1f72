/** Shell scripts are read as text: `import script from "./agent.sh" with { type: "text" }`. */
declare module "*.sh" {
  const text: string;
  export default text;
}
