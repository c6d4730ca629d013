{{- /* Labels and annotations that keep the sidecars and the ambient proxy of a mesh out of a pod. */}}
{{- define "hot-reload.no-mesh-labels" -}}
sidecar.istio.io/inject: "false"
istio.io/dataplane-mode: none
{{- end }}
{{- define "hot-reload.no-mesh-annotations" -}}
linkerd.io/inject: disabled
{{- end }}

{{- /* The labels of the replicas. */}}
{{- define "hot-reload.pod-labels" -}}
{{- $own := dict
  "app.kubernetes.io/name" "prometheus-hot-reload"
  "app.kubernetes.io/instance" .Release.Name
  "app.kubernetes.io/version" .Chart.AppVersion }}
{{- $mesh := include "hot-reload.no-mesh-labels" . | fromYaml }}
{{- mergeOverwrite (dict) $mesh (.Values.commonLabels | default dict) (.Values.podLabels | default dict) $own | toYaml }}
{{- end }}

{{- /* Annotations of every pod of the chart: no mesh, and on OpenShift the constraint that it must meet. */}}
{{- define "hot-reload.pod-annotations" -}}
{{- $annotations := include "hot-reload.no-mesh-annotations" . | fromYaml }}
{{- if eq .Values.platform "openshift" }}
{{- $_ := set $annotations "openshift.io/required-scc" "restricted-v2" }}
{{- end }}
{{- mergeOverwrite $annotations (.Values.podAnnotations | default dict) | toYaml }}
{{- end }}

{{- /* The annotations of a replica, which a Prometheus that goes by annotations scrapes unless a monitor does. */}}
{{- define "hot-reload.replica-annotations" -}}
{{- $annotations := dict }}
{{- if not (or .Values.monitoring.serviceMonitor.enabled .Values.monitoring.podMonitor.enabled) }}
{{- $_ := set $annotations "prometheus.io/scrape" "true" }}
{{- $_ := set $annotations "prometheus.io/port" (include "hot-reload.management-port" .) }}
{{- end }}
{{- mergeOverwrite $annotations (include "hot-reload.pod-annotations" . | fromYaml) | toYaml }}
{{- end }}

{{- /* The image: by its digest if there is one, else by its tag. */}}
{{- define "hot-reload.image" -}}
{{- with .Values.global.imageRegistry | default .Values.image.registry }}{{ . }}/{{ end }}
{{- .Values.image.repository }}
{{- with .Values.image.digest }}@{{ . }}{{ else }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ end }}
{{- end }}

{{- /* Where a pod runs and how its image is pulled. */}}
{{- define "hot-reload.scheduling" -}}
{{- with concat (.Values.global.imagePullSecrets | default list) (.Values.imagePullSecrets | default list) | uniq }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- /* How replicas are spread, of this release where a constraint does not say of what. */}}
{{- define "hot-reload.spread" -}}
{{- $selector := dict "labelSelector" (dict "matchLabels" (include "hot-reload.selector" . | fromYaml)) }}
{{- range .Values.topologySpreadConstraints }}
- {{ hasKey . "labelSelector" | ternary . (merge (dict) $selector .) | toYaml | nindent 2 | trim }}
{{- end }}
{{- end }}
