/**
 * What a shell sources to complete `plinth`. Each calls the program back with the words so far, so
 * that nothing needs to be generated again when verbs, systems or nodes change.
 */

const bash = `# plinth completion bash
_plinth() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <("\${COMP_WORDS[0]}" completion --words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [[ \${#COMPREPLY[@]} -gt 0 && \${COMPREPLY[0]} == *= ]]; then
    compopt -o nospace
  fi
}
complete -o default -F _plinth plinth
`;

const zsh = `#compdef plinth
# plinth completion zsh
_plinth() {
  local line
  local -a found
  while IFS= read -r line; do
    found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done < <("\${words[1]}" completion --words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#found} )); then
    _describe plinth found
  else
    _files
  fi
}
compdef _plinth plinth
`;

const fish = `# plinth completion fish
function __plinth_words
  set -l words (commandline --tokenize --cut-at-cursor --current-process)
  set -l current (commandline --current-token --cut-at-cursor)
  $words[1] completion --words -- $words[2..-1] "$current" 2>/dev/null
end
complete --command plinth --no-files --arguments '(__plinth_words)'
`;

export const scripts = { bash, zsh, fish } as const;
