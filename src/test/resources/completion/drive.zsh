# Types into an interactive zsh as a person would, presses Tab, and waits for what has to appear.
# Arguments: the completion script, then pairs of what to type and what to wait for.
zmodload zsh/zpty zsh/datetime
zpty -b shell zsh -f -i
zpty -w shell "TERM=dumb; PS1='> '; autoload -U compinit; compinit -D -u; source $1; unsetopt beep; print rea''dy"
shift

wait_for() {
    local all='' piece
    local end=$(( EPOCHREALTIME + 60 ))
    while (( EPOCHREALTIME < end )); do
        if zpty -rt shell piece; then
            all+=$piece
            [[ $all == *"$1"* ]] && return 0
        else
            sleep 0.05
        fi
    done
    print -r -- "waited for $1, and saw: $all"
    exit 1
}

wait_for ready
while (( $# )); do
    # Control-U clears the line.
    zpty -wn shell $'\x15'"$1"$'\t'
    wait_for "$2"
    shift 2
done
zpty -d shell
